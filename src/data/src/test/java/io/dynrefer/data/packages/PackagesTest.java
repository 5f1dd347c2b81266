package io.dynrefer.data.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import io.dynrefer.region.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagesTest {
    private static final String OTHER_CHECKSUM = "0".repeat(64);

    @TempDir
    private Path folder;

    private byte[] debian = {};
    private byte[] npm = {};
    private byte[] wheel = {};

    @BeforeEach
    void pack() throws IOException {
        debian = Archives.debian(Map.of(
                "usr/share/a.txt", bytes("a"),
                "usr/share/b/models.sh3f", zip("models/", "models/cup.obj"),
                "usr/share/sound.ogg", bytes("noise")));
        npm = Archives.npm(Map.of("package/assets.data", bytes("labels|weights")));
        wheel = zip("net/", "net/net.pth", "net/__init__.py");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A folder, and files that say "v 0 0 0". */
    private static byte[] zip(String folder, String... files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(folder));
            for (String file : files) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(bytes("v 0 0 0"));
            }
        }
        return bytes.toByteArray();
    }

    private static SourcePackage debianPackage(byte[] archive, String checksum) {
        return new SourcePackage(
                "furniture",
                PackageKind.DEBIAN,
                "1:2.0-1",
                archive.length,
                checksum,
                "CC0",
                "models",
                "usr/.*(txt|sh3f)",
                List.of());
    }

    private static SourcePackage npmPackage(byte[] archive) {
        return new SourcePackage(
                "@scope/net",
                PackageKind.NPM,
                "0.4",
                archive.length,
                Sha256.hex(archive),
                "MIT",
                "weights",
                ".*",
                List.of(
                        new PackageSlice("net", "package/assets.data", 7, 7, Sha256.hex(bytes("weights"))),
                        new PackageSlice("bad", "package/assets.data", 7, 99, OTHER_CHECKSUM)));
    }

    private static SourcePackage wheelPackage(byte[] archive) {
        return new SourcePackage(
                "net-model",
                PackageKind.PYTHON,
                "0.1.0",
                archive.length,
                Sha256.hex(archive),
                "MIT",
                "weights",
                ".*\\.pth",
                List.of());
    }

    private PackageCache cache() {
        return new PackageCache(
                folder.resolve("cache"),
                new PackageCatalogue(
                        List.of(debianPackage(debian, Sha256.hex(debian)), npmPackage(npm), wheelPackage(wheel))));
    }

    /** A client that behaves as the real one: writes the archive into the working folder and notes its arguments. */
    private String client(String name, byte[] archive, String fileName) throws IOException {
        Path published = Files.write(folder.resolve(name + ".published"), archive);
        Path script = folder.resolve(name);
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$@\" >>'" + folder.resolve(name + ".calls") + "'\ncp '" + published + "' '"
                        + fileName + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    private PackageClients clients() throws IOException {
        return new PackageClients(
                client("apt", debian, "furniture_1%3a2.0-1_all.deb"),
                client("npm", npm, "scope-net-0.4.tgz"),
                client("pip", wheel, "net_model-0.1.0-py3-none-any.whl"));
    }

    @Test
    void fetch_thenOpen_givesTheKeptFiles() throws IOException {
        PackageCache cache = cache();
        PackageFetcher fetcher = new PackageFetcher(cache, clients());
        for (SourcePackage source : cache.catalogue().packages()) {
            assertThat(fetcher.fetch(source, Progress.NONE)).isEqualTo(PackageFetcher.Outcome.FETCHED);
        }
        PackageFiles files = cache.open("furniture");
        assertThat(files.list("")).containsExactly("usr/share/a.txt", "usr/share/b/models.sh3f");
        assertThat(files.list("usr/share/b")).containsExactly("usr/share/b/models.sh3f");
        assertThat(files.read("usr/share/a.txt")).isEqualTo(bytes("a"));
        try (NestedZip zip = files.openZip("usr/share/b/models.sh3f")) {
            assertThat(zip.names()).containsExactly("models/cup.obj");
            assertThat(zip.has("models/cup.obj")).isTrue();
            assertThat(zip.read("models/cup.obj")).isEqualTo(bytes("v 0 0 0"));
            assertThatThrownBy(() -> zip.read("models/mug.obj")).hasMessageContaining("models/mug.obj");
        }
        assertThat(cache.open("@scope/net").slice("net")).isEqualTo(bytes("weights"));
        PackageFiles model = cache.open("net-model");
        assertThat(model.list("")).containsExactly("net/net.pth");
        assertThat(model.path("net/net.pth")).hasBinaryContent(bytes("v 0 0 0"));
        assertThat(folder.resolve("pip.calls")).hasContent("download --no-deps net-model==0.1.0");
        assertThat(folder.resolve("npm.calls")).hasContent("pack @scope/net@0.4");
        assertThat(folder.resolve("apt.calls")).hasContent("download furniture=1:2.0-1");
    }

    @Test
    void fetch_again_asksNobody() throws IOException {
        PackageCache cache = cache();
        PackageFetcher fetcher = new PackageFetcher(cache, clients());
        SourcePackage source = cache.catalogue().find("furniture");
        fetcher.fetch(source, Progress.NONE);
        List<Long> heard = new ArrayList<>();
        assertThat(fetcher.fetch(source, (which, done) -> heard.add(done))).isEqualTo(PackageFetcher.Outcome.PRESENT);
        assertThat(heard).containsExactly((long) debian.length);
        assertThat(Files.readAllLines(folder.resolve("apt.calls"))).hasSize(1);
    }

    @Test
    void fetch_damagedFileInTheCache_isFetchedAgain() throws IOException {
        PackageCache cache = cache();
        SourcePackage source = cache.catalogue().find("furniture");
        Files.createDirectories(folder.resolve("cache"));
        Files.writeString(cache.archive(source), "cut short");
        assertThat(new PackageFetcher(cache, clients()).fetch(source, Progress.NONE))
                .isEqualTo(PackageFetcher.Outcome.FETCHED);
        assertThat(cache.archive(source)).hasBinaryContent(debian);
    }

    @Test
    void fetch_anotherFile_isRefusedAndLeavesNothing() throws IOException {
        PackageCache cache = cache();
        PackageFetcher fetcher = new PackageFetcher(cache, clients());
        SourcePackage other = debianPackage(debian, OTHER_CHECKSUM);
        assertThatThrownBy(() -> fetcher.fetch(other, Progress.NONE))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("another file")
                .hasMessageContaining(OTHER_CHECKSUM);
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void fetch_withoutAClient_saysWhatIsMissing() {
        PackageCache cache = cache();
        PackageFetcher fetcher = new PackageFetcher(cache, new PackageClients("no-such-client", "none", "none"));
        assertThatThrownBy(() -> fetcher.fetch(cache.catalogue().find("furniture"), Progress.NONE))
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("no-such-client")
                .hasMessageContaining("copy it to");
    }

    @Test
    void fetch_versionGone_passesOnTheClientsWords() throws IOException {
        Path script = folder.resolve("apt");
        Files.writeString(script, "#!/bin/sh\necho \"E: Version '1' for '$2' was not found\"\nexit 100\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        PackageCache cache = cache();
        PackageFetcher fetcher = new PackageFetcher(cache, new PackageClients(script.toString(), "none", "none"));
        assertThatThrownBy(() -> fetcher.fetch(cache.catalogue().find("furniture"), Progress.NONE))
                .hasMessageContaining("exit code 100")
                .hasMessageContaining("was not found");
    }

    @Test
    void open_whatWasNotFetchedOrIsUnknown_saysHow() {
        assertThatThrownBy(() -> cache().open("furniture"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("dynrefer data fetch furniture");
        assertThatThrownBy(() -> cache().open("sofa")).hasMessageContaining("furniture, @scope/net, net-model");
    }

    @Test
    void read_absentFileOrSlice_namesPackageAndFile() throws IOException {
        PackageCache cache = cache();
        new PackageFetcher(cache, clients()).fetch(cache.catalogue().find("@scope/net"), Progress.NONE);
        PackageFiles files = cache.open("@scope/net");
        assertThatThrownBy(() -> files.read("absent")).hasMessageContaining("@scope/net 0.4 has no file absent");
        assertThatThrownBy(() -> files.slice("absent")).hasMessageContaining("no slice absent");
        assertThatThrownBy(() -> files.slice("bad")).hasMessageContaining("checksum of bad is wrong");
    }

    @Test
    void catalogue_ofThisRelease_isWellFormed() {
        PackageCatalogue catalogue = PackageCatalogue.load();
        assertThat(catalogue.packages()).isNotEmpty().allSatisfy(source -> {
            assertThat(source.sha256()).matches("[0-9a-f]{64}");
            assertThat(source.bytes()).isPositive();
            assertThat(java.util.regex.Pattern.compile(source.keep())).isNotNull();
        });
        assertThat(catalogue.packages().stream().map(SourcePackage::fileStem)).doesNotHaveDuplicates();
        assertThat(catalogue.find("@mediapipe/objectron").archiveName())
                .isEqualTo("mediapipe-objectron-0.4.1675468480.tgz");
        assertThat(catalogue.find("tuxpaint-data").archiveName()).isEqualTo("tuxpaint-data-1-0.9.28-sdl2-1.deb");
    }
}
