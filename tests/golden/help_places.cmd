help
places
