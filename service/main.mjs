// Plain JavaScript on purpose: an older Node has to be able to read this far to say what it lacks.
const NEEDED = 24;
const found = process.versions.node;

if (Number(found.split('.')[0]) < NEEDED) {
  process.stderr.write(`The token service needs Node ${NEEDED} or newer; this is Node ${found}.\n`);
  process.exitCode = 1;
} else {
  const { runCli } = await import('./cli.ts');
  await runCli(process.argv.slice(2));
}
