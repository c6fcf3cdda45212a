/** The page in which the stand-in's documentation draws itself, whatever its address. */
export const REFERENCE_SHELL = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Front API</title>
    <link rel="stylesheet" href="/_app/reference.css">
  </head>
  <body>
    <div id="app"></div>
    <script type="module" src="/_app/reference.js"></script>
  </body>
</html>
`;
