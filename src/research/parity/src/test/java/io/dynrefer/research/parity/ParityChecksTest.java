package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParityChecksTest {
    @Test
    void all_hasEveryCheckOfThisPackage() throws Exception {
        List<String> written = checksInThisPackage();
        assertThat(written).isNotEmpty();
        assertThat(ParityChecks.all())
                .extracting(check -> check.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void of_folderOfViews_findsItsCheckAlone() {
        assertThat(ParityChecks.of(Golden.path("views"))).hasOnlyElementsOfType(ViewsParity.class);
    }

    private static List<String> checksInThisPackage() throws IOException, URISyntaxException {
        Path classes = Path.of(ParityCheck.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/dynrefer/research/parity");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(ParityChecksTest::isCheck)
                    .map(name -> name.substring(name.lastIndexOf('$') + 1))
                    .toList();
        }
    }

    private static boolean isCheck(String name) {
        try {
            Class<?> type = Class.forName("io.dynrefer.research.parity." + name);
            return ParityCheck.class.isAssignableFrom(type) && !type.isInterface();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
