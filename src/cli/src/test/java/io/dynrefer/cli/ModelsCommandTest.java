package io.dynrefer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dynrefer.cli.models.ReleasedModel;
import io.dynrefer.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting a model from a server that behaves as hubs do: redirections, ranges, broken connections, pages. */
class ModelsCommandTest {
    private static final String MODEL = "dynrefer-flant5xl";
    private static final String REDIRECTED = "eva_vit_g.pth";
    private static final String BROKEN = "flan-t5-xl/model-00001-of-00002.safetensors";
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private String page = "";
    private String gated = "";

    @BeforeEach
    void start() throws IOException {
        Random random = new Random(3);
        for (ReleasedModel.Part part : ReleasedModel.named(MODEL).files()) {
            byte[] bytes = new byte[SIZE];
            random.nextBytes(bytes);
            files.put(part.file(), bytes);
        }
        files.put("model_configs.zip", zip());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model_configs/coco.json"));
            zip.write("[]".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().replaceFirst("^/(elsewhere/)?", "");
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(name + (range == null ? "" : " " + range));
        byte[] file = files.getOrDefault(name, new byte[0]);
        if (name.equals(gated)) {
            exchange.sendResponseHeaders(401, -1);
        } else if (name.equals(page)) {
            byte[] html = "<!DOCTYPE html><p>Please agree.".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
        } else if (name.equals(REDIRECTED)
                && !exchange.getRequestURI().getPath().contains("elsewhere")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere/" + name);
            exchange.sendResponseHeaders(302, -1);
        } else if (range != null) {
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
            exchange.sendResponseHeaders(206, file.length - from);
            exchange.getResponseBody().write(file, from, file.length - from);
        } else {
            exchange.sendResponseHeaders(200, file.length);
            // The connection of one file breaks off after a third.
            exchange.getResponseBody().write(file, 0, name.equals(BROKEN) ? file.length / 3 : file.length);
        }
        exchange.close();
    }

    private Run get(String... options) {
        List<String> arguments = new ArrayList<>(List.of("models", "get", MODEL, "--to", to().toString()));
        arguments.addAll(List.of(options));
        return Run.of(folder, arguments.toArray(String[]::new));
    }

    private Run fetch() {
        return get(
                "--accept-licences",
                "--mirror",
                "http://localhost:" + server.getAddress().getPort());
    }

    private Path to() {
        return folder.resolve("parts");
    }

    @Test
    void list_namesFilesAndLicences() {
        assertThat(Run.of(folder, "models", "list").out())
                .contains(MODEL, "eva_clip_psz14.pt", "Apache-2.0", "not for commercial use", "no statement");
    }

    @Test
    void get_licencesNotAccepted_showsThemAndFetchesNothing() {
        Run run = get("--mirror", "http://localhost:" + server.getAddress().getPort());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("CC BY-NC-SA", "--accept-licences");
        assertThat(requests).isEmpty();
    }

    @Test
    void get_redirectedAndBrokenOff_isWholeInTheEnd_andNotFetchedAgain() throws IOException {
        Run run = fetch();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(to().resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        assertThat(requests).contains(BROKEN).anyMatch(request -> request.startsWith(BROKEN + " bytes="));
        assertThat(to().resolve("checksums.json")).content().contains("\"" + REDIRECTED + "\":\"");

        requests.clear();
        assertThat(fetch().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(requests).isEmpty();

        Files.write(to().resolve(REDIRECTED), new byte[] {1});
        assertThat(fetch().err()).contains(REDIRECTED + " is not what it was");
    }

    @Test
    void get_beginningOfAnEarlierRun_isGoneOnWith() throws IOException {
        byte[] whole = files.get("eva_clip_psz14.pt");
        Files.createDirectories(to());
        Files.write(to().resolve("eva_clip_psz14.pt.part"), Arrays.copyOf(whole, 1000));

        assertThat(fetch().exitCode()).isEqualTo(ExitCode.OK);

        assertThat(requests).contains("eva_clip_psz14.pt bytes=1000-").doesNotContain("eva_clip_psz14.pt");
        assertThat(to().resolve("eva_clip_psz14.pt")).hasBinaryContent(whole);
    }

    @Test
    void get_pageOrGate_isRefusedByName() {
        page = "eva_clip_psz14.pt";
        assertThat(fetch().err()).contains("eva_clip_psz14.pt is a web page");
        assertThat(to().resolve("eva_clip_psz14.pt")).doesNotExist();
        page = "";
        gated = "eva_clip_psz14.pt";
        assertThat(fetch().err()).contains("signed in", "--from");
    }

    @Test
    void get_filesAtHand_areTaken_andTheRestIsSaidInWords() throws IOException {
        Path hand = folder.resolve("hand");
        Files.createDirectories(hand.resolve("flan-t5-xl"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().startsWith("vg")) {
                Files.write(hand.resolve(file.getKey()), file.getValue());
            }
        }
        Run run = get("--accept-licences", "--from", hand.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("vg1.2_5e.pth in a browser", "folder ckpts", to().toString());

        Files.writeString(to().resolve("vg1.2_5e.pth"), "  <html><body>Sign in");
        assertThat(get("--accept-licences").err()).contains("is a web page");

        Files.write(to().resolve("vg1.2_5e.pth"), files.get("vg1.2_5e.pth"));
        Run whole = get("--accept-licences", "--out", folder.resolve("model").toString());
        // The files are noise: the conversion begins, with the archive unpacked, and says so.
        assertThat(to().resolve("model_configs/coco.json")).content().isEqualTo("[]");
        assertThat(whole.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(whole.err()).contains("blip2_pretrained_flant5xl.pth");
    }
}
