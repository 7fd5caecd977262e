"""The pages of the web app, a file each: what is asked for, what is shown."""
