"""The library file: schema, connections, and one module a table family. The only room that knows SQL."""
