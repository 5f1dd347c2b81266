package io.dynrefer.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes bytes between a client and a server, except for the answers to successful writes that it is told to spoil: the
 * server has done the work and the client does not hear of it.
 */
final class FaultyProxy implements AutoCloseable {
    private final URI server;
    private final ServerSocket listener;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger conflictsToAnswer = new AtomicInteger();
    private final AtomicInteger spoiled = new AtomicInteger();

    FaultyProxy(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pool.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts the connection instead of passing on the next {@code count} answers "200" to writes. */
    void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** Answers the next {@code count} writes with S3's 409, without sending them on. */
    void answerConflict(int count) {
        conflictsToAnswer.set(count);
    }

    /** How many answers were lost or invented so far. */
    int spoiled() {
        return spoiled.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                pool.execute(() -> serve(client));
            } catch (SocketException e) {
                return; // Closed.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(server.getHost(), server.getPort())) {
            AtomicInteger writes = new AtomicInteger();
            pool.execute(() -> passRequests(client, upstream, writes));
            byte[] buffer = new byte[1 << 16];
            InputStream answers = upstream.getInputStream();
            for (int count = answers.read(buffer); count >= 0; count = answers.read(buffer)) {
                boolean success = startsWith(buffer, count, "HTTP/1.1 200");
                if (success && writes.get() > 0 && takeOne(answersToLose)) {
                    spoiled.incrementAndGet();
                    return;
                }
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One of the two went away, and the other is closed with it.
        }
    }

    private void passRequests(Socket client, Socket upstream, AtomicInteger writes) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream requests = client.getInputStream();
            OutputStream onwards = upstream.getOutputStream();
            for (int count = requests.read(buffer); count >= 0; count = requests.read(buffer)) {
                if (startsWith(buffer, count, "PUT ")) {
                    writes.incrementAndGet();
                    if (takeOne(conflictsToAnswer)) {
                        spoiled.incrementAndGet();
                        client.getOutputStream().write(conflict());
                        client.close();
                        upstream.close();
                        return;
                    }
                } else if (startsWith(buffer, count, "HEAD ") || startsWith(buffer, count, "GET ")) {
                    writes.set(0);
                }
                onwards.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // As above.
        }
    }

    private static boolean takeOne(AtomicInteger faults) {
        return faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static byte[] conflict() {
        String body = "<Error><Code>ConditionalRequestConflict</Code><Message>Try again.</Message></Error>";
        return ("HTTP/1.1 409 Conflict\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] buffer, int count, String text) {
        return count >= text.length() && new String(buffer, 0, text.length(), StandardCharsets.US_ASCII).equals(text);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        pool.shutdownNow();
    }
}
