help
export
