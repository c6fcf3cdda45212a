/** `npm run front`: the stand-in Front by itself. */
import { startFront } from './start.ts';

const front = await startFront({
  apiPort: Number(process.env.FRONT_API_PORT ?? 4190),
  appPort: Number(process.env.FRONT_APP_PORT ?? 4191),
});
const sample = await front.createToken({
  name: 'Sample token – all shared resources – demo',
  scopes: ['shared:*'],
});
process.stdout.write(
  [
    `Core API       ${front.apiUrl}   (set FRONT_API_URL to this)`,
    `Sample token   ${sample.value}`,
    `Settings page  https://app.frontapp.com/settings/developers, in a browser started with`,
    `               --host-resolver-rules="MAP app.frontapp.com:443 127.0.0.1:${front.appPort}" --ignore-certificate-errors`,
    `               Other structures of its list: ?structure=table, cards or virtual`,
    '',
  ].join('\n'),
);
const stop = (): void => {
  front.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
