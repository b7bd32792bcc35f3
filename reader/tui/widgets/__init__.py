"""The widgets: each draws what it is given and answers with messages; none knows a screen."""
