"""Our own pages: a module for each, a view being what Datasette calls for a route."""
