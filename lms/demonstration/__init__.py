"""A network to try the site with, made by the site's own actions. See README.md."""
