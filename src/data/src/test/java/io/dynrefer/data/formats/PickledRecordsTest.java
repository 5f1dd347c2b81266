package io.dynrefer.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.testing.Samples;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.razorvine.pickle.Unpickler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickledRecordsTest {
    /** Four records of Python's own pickler, protocols 0, 2 and 4; the last record is the first one again. */
    private static final String PROTOCOL_0 = "KGxwMAooZHAxClZzcGxpdApwMgpWdmFsCnAzCnNWbgpwNApJMApzVnMKcDUKKGxwNgooZHA3"
            + "ClZzZW50CnA4ClZhIGNhdApwOQpzVnRva2VucwpwMTAKKGxwMTEKVmEKcDEyCmFWY2F0CnAxMwphc1Z4CnAxNApGMS41CnNWbm9uZQpw"
            + "MTUKTnNWeWVzCnAxNgpJMDEKc2FzYShkcDE3CmcyCmczCnNnNApJMQpzZzUKKGxwMTgKKGRwMTkKZzgKZzkKc2cxMAoobHAyMApnMTIK"
            + "YWcxMwphc2cxNApGMS41CnNnMTUKTnNnMTYKSTAxCnNhc2EoZHAyMQpnMgpnMwpzZzQKSTIKc2c1CihscDIyCihkcDIzCmc4Cmc5CnNn"
            + "MTAKKGxwMjQKZzEyCmFnMTMKYXNnMTQKRjEuNQpzZzE1Ck5zZzE2CkkwMQpzYXNhZzEKYS4=";

    private static final String PROTOCOL_2 = "gAJdcQAofXEBKFgFAAAAc3BsaXRxAlgDAAAAdmFscQNYAQAAAG5xBEsAWAEAAABzcQVdcQZ9"
            + "cQcoWAQAAABzZW50cQhYBQAAAGEgY2F0cQlYBgAAAHRva2Vuc3EKXXELKFgBAAAAYXEMWAMAAABjYXRxDWVYAQAAAHhxDkc/+AAAAAAA"
            + "AFgEAAAAbm9uZXEPTlgDAAAAeWVzcRCIdWF1fXERKGgCaANoBEsBaAVdcRJ9cRMoaAhoCWgKXXEUKGgMaA1laA5HP/gAAAAAAABoD05o"
            + "EIh1YXV9cRUoaAJoA2gESwJoBV1xFn1xFyhoCGgJaApdcRgoaAxoDWVoDkc/+AAAAAAAAGgPTmgQiHVhdWgBZS4=";

    private static final String PROTOCOL_4 = "gASV1AAAAAAAAABdlCh9lCiMBXNwbGl0lIwDdmFslIwBbpRLAIwBc5RdlH2UKIwEc2VudJSM"
            + "BWEgY2F0lIwGdG9rZW5zlF2UKIwBYZSMA2NhdJRljAF4lEc/+AAAAAAAAIwEbm9uZZROjAN5ZXOUiHVhdX2UKGgCaANoBEsBaAVdlH2U"
            + "KGgIaAloCl2UKGgMaA1laA5HP/gAAAAAAABoD05oEIh1YXV9lChoAmgDaARLAmgFXZR9lChoCGgJaApdlChoDGgNZWgORz/4AAAAAAAA"
            + "aA9OaBCIdWF1aAFlLg==";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_0, PROTOCOL_2, PROTOCOL_4})
    void forEach_everyProtocol_givesWhatReadingTheWholeFileGives(String pickle) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(pickle);

        List<Object> values = values(Files.write(folder.resolve("p"), bytes));

        assertThat(values).hasSize(4).isEqualTo(new Unpickler().loads(bytes));
        assertThat(values.get(3)).isEqualTo(values.get(0)).extracting("split").isEqualTo("val");
    }

    @Test
    void forEach_theSample_givesWhatReadingTheWholeFileGives() throws IOException {
        Path file = Samples.path("refcocog-pickle/refs(umd).p");

        assertThat(values(file)).isEqualTo(new Unpickler().loads(Files.readAllBytes(file)));
    }

    @Test
    void forEach_recordsWhileTheyAreRead_areNotKept() throws IOException {
        int records = 20_000;
        Path file = Files.writeString(folder.resolve("p"), pickle(records));
        List<WeakReference<Object>> seen = new ArrayList<>();
        AtomicLong alive = new AtomicLong();

        PickledRecords.forEach(file, value -> {
            seen.add(new WeakReference<>(value));
            if (seen.size() == records) {
                System.gc();
                alive.set(seen.stream().filter(record -> record.get() != null).count());
            }
        });

        assertThat(alive).hasValueLessThan(records / 2);
    }

    /** Records with a field of the same name, each numbered as Python does. */
    private static String pickle(int records) {
        StringBuilder pickle = new StringBuilder("(lp0\n(dp1\nS'sent'\np2\nS'the cat'\np3\nsa");
        for (int i = 1; i < records; i++) {
            pickle.append("(dp").append(2 * i + 2).append("\ng2\nS'the cat ").append(i);
            pickle.append("'\np").append(2 * i + 3).append("\nsa");
        }
        return pickle.append('.').toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cbuiltins\nlist\n(tR.", // an object of a class
                "(lp0\nI1\nag7\na.", // a number that nothing has
                "(lp0\nI1\na", // cut off
                "I1\na.", // nothing to append to
                "(dp0\n." // no list
            })
    void forEach_malformed_isNamed(String pickle) throws IOException {
        Path file = Files.writeString(folder.resolve("refs.p"), pickle, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> values(file))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("refs.p");
    }

    private static List<Object> values(Path file) {
        List<Object> values = new ArrayList<>();
        PickledRecords.forEach(file, values::add);
        return values;
    }
}
