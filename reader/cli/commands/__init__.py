"""The commands: in each module `configure` declares the arguments and `execute` gives the exit code."""
