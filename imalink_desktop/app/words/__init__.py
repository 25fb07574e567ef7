"""The words of each command. What a command does stands elsewhere and is loaded only when it is asked for."""
