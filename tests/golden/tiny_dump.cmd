dump
{src}/tests/model/tiny.dlm
