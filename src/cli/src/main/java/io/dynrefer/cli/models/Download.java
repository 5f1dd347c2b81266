package io.dynrefer.cli.models;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a large file over HTTP: what a broken connection or an earlier run left is gone on with, redirections are
 * followed, and a page in place of the file is refused.
 */
public final class Download {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOTHING_LEFT = 416;
    private static final int ATTEMPTS = 5;
    private static final int BUFFER = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /** Puts what lies at {@code address} into {@code file}, whole or not at all; the beginning waits beside it. */
    public void fetch(URI address, Path file, Progress progress) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        for (int attempt = 1; ; attempt++) {
            try {
                goOn(address, part, progress);
                requireNoPage(part, address.toString());
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new DynReferException(
                            ErrorCode.NOT_READY,
                            "<model>",
                            address + " broke off " + ATTEMPTS + " times, the last time with " + e
                                    + ". Give the same line again to go on.",
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DynReferException(ErrorCode.NOT_READY, "<model>", "Interrupted while fetching.", e);
            }
        }
    }

    private void goOn(URI address, Path part, Progress progress) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOTHING_LEFT && have > 0) {
                return; // The part is the whole.
            }
            requireFile(address, response);
            boolean resumed = response.statusCode() == PARTIAL && start(response) == have;
            if (response.statusCode() == PARTIAL && !resumed) {
                Files.delete(part);
                throw new IOException("another range than was asked for");
            }
            long from = resumed ? have : 0;
            long total =
                    from + response.headers().firstValueAsLong("Content-Length").orElse(0);
            long done = copy(body, part, from, total, progress);
            if (total > from && done != total) {
                throw new IOException(done + " of " + total + " bytes");
            }
        }
    }

    private static long copy(InputStream body, Path part, long from, long total, Progress progress) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = from;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                progress.report(done, Math.max(done, total));
            }
        }
        return done;
    }

    private static long start(HttpResponse<?> response) {
        Matcher range =
                RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    private static void requireFile(URI address, HttpResponse<?> response) throws IOException {
        int status = response.statusCode();
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "<model>",
                    address + " is given to those alone who are signed in there (" + status
                            + "): fetch it in a browser and name its folder with --from.");
        }
        if (status >= 500) {
            throw new IOException("status " + status);
        }
        if (status != OK && status != PARTIAL) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "<model>",
                    address + " answers " + status
                            + ". If it has moved, name another place with --mirror, or fetch it by"
                            + " hand and name its folder with --from.");
        }
        if (type.startsWith("text/html")) {
            throw page(address.toString());
        }
    }

    /** Refuses a web page that was saved in place of a file. */
    public static void requireNoPage(Path file, String source) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            String start = new String(content.readNBytes(256), StandardCharsets.ISO_8859_1)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
                throw page(source);
            }
        }
    }

    private static DynReferException page(String source) {
        return new DynReferException(
                ErrorCode.NOT_FOUND,
                "<model>",
                source + " is a web page, such as one that asks to sign in or to agree, and not the file.");
    }
}
