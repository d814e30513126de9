import { once } from 'node:events';
import net from 'node:net';

export interface SmtpStub {
  port: number;
  /** Whole messages as they came over the wire, and to whom the envelopes were addressed. */
  messages: { recipients: string[]; source: string }[];
  stop(): Promise<void>;
}

/** A mail server that takes everything and delivers nothing. */
export const startSmtpStub = async (): Promise<SmtpStub> => {
  const messages: SmtpStub['messages'] = [];
  const server = net.createServer((socket) => {
    let buffer = '';
    let isBody = false;
    let recipients: string[] = [];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 stub');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      buffer += chunk.toString('utf8');
      for (;;) {
        const end = buffer.indexOf(isBody ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + (isBody ? 5 : 2));
        if (isBody) {
          messages.push({ recipients, source: text });
          [isBody, recipients] = [false, []];
          say('250 taken');
        } else if (/^DATA/i.test(text)) {
          isBody = true;
          say('354 go on');
        } else if (/^QUIT/i.test(text)) {
          say('221 bye');
          socket.end();
        } else {
          if (/^RCPT TO:/i.test(text)) recipients.push(text.slice(8));
          say('250 ok');
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    messages,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
};
