package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.Settings;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String DIGEST = Sha256.hex("s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("tokens"), content);
    }

    @Test
    void find_knowsWhoseATokenIs() throws IOException {
        Tokens tokens = Tokens.read(file("# who may ask\n\nacme " + DIGEST + " # until May\n"));

        assertThat(tokens.find("s3cret")).contains(new Tokens.Caller("acme", DIGEST.substring(0, 8)));
        assertThat(tokens.find("s3cre")).isEmpty();
        assertThat(tokens.find(DIGEST)).isEmpty();
        assertThat(tokens.find("")).isEmpty();
        assertThat(tokens.tenants()).containsExactly("acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme s3cret", "acme", "Acme %s", "../etc %s", "a/b %s", "acme %s more", "acme %s\nzeta %s"})
    void read_lineThatIsNone_isRefusedWithItsNumber(String line) throws IOException {
        Path file = file("# one\n" + line.replace("%s", DIGEST));

        assertThatThrownBy(() -> Tokens.read(file))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(line.contains("\n") ? "tokens:3" : "tokens:2")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void read_noToken_isRefused() throws IOException {
        Path empty = file("# nobody yet\n");
        assertThatThrownBy(() -> Tokens.read(empty)).hasMessageContaining("nobody could ask");
        assertThatThrownBy(() -> Tokens.read(folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.5", "example.com", "localhost.example.com", "127.0.0.1.example.com"})
    void access_othersReachIt_needsTokensOrAWord(String host) {
        assertThatThrownBy(() -> new Access(settings("false"), host))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("dynrefer.access.open=true");
        assertThat(new Access(settings("true"), host).tenants()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void access_onlyThisMachineReachesIt_needsNone(String host) {
        assertThat(new Access(settings("false"), host).tenants()).isEmpty();
    }

    private static AccessSettings settings(String open) {
        return Settings.of(AccessSettings.class, Map.of("dynrefer.access.open", open));
    }

    @Test
    void allowance_comesBackWithTime_andBodiesWithTheirEnd() {
        AtomicLong now = new AtomicLong();
        Allowance allowance = new Allowance(
                Settings.of(
                                AccessSettings.class,
                                Map.of(
                                        "dynrefer.access.limits.requests", "3",
                                        "dynrefer.access.limits.regions", "10",
                                        "dynrefer.access.limits.bytes", "100",
                                        "dynrefer.access.limits.jobs", "2"))
                        .limits(),
                now::get);
        allowance.begin(60);
        refused(() -> allowance.begin(60), "bytes");
        allowance.end(60);
        allowance.begin(60);
        refused(() -> allowance.begin(1), "3 requests a minute");
        now.addAndGet(TimeUnit.SECONDS.toNanos(21));
        allowance.begin(1);
        refused(() -> allowance.begin(1), "3 requests a minute");

        allowance.regions(10);
        refused(() -> allowance.regions(1), "10 regions a minute");
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        allowance.regions(10);
        refused(() -> allowance.regions(1), "10 regions a minute");

        allowance.jobs(1);
        refused(() -> allowance.jobs(2), "2 jobs without an answer");
    }

    private static void refused(Runnable what, String why) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        DynReferException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
                .hasMessageContaining(why);
    }
}
