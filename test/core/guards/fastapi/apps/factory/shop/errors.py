class NotAllowed(Exception):
    pass
