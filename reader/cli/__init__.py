"""The command line: a writer to standard output, one to standard error, and exit codes to rely on."""
