package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is published together is named together, in the version that is built. */
class BomTest {
    private static final Pattern MANAGED = Pattern.compile("<artifactId>(dynrefer(?!-bom)[a-z0-9-]*)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");
    /** A dependency on another part of this build, unless its scope is test. */
    private static final Pattern NEEDED = Pattern.compile(
            "<dependency>\\s*<groupId>io.dynrefer</groupId>\\s*<artifactId>dynrefer-([a-z0-9-]+)</artifactId>\\s*</dependency>");

    @Test
    void bom_namesTheFrontDoorAndEverythingItBrings() throws IOException {
        assertThat(all(MANAGED, "bom/pom.xml"))
                .doesNotHaveDuplicates()
                .contains("dynrefer")
                .containsAll(brought());
    }

    @Test
    void bom_hasTheVersionOfTheBuild() throws IOException {
        assertThat(all(VERSION, "bom/pom.xml")).hasSize(1).isEqualTo(all(VERSION, "src/dynrefer/pom.xml"));
    }

    private static Set<String> brought() throws IOException {
        Set<String> artefacts = new LinkedHashSet<>();
        Deque<String> modules = new ArrayDeque<>(List.of("dynrefer"));
        while (!modules.isEmpty()) {
            for (String needed : all(NEEDED, "src/" + modules.pop() + "/pom.xml")) {
                if (artefacts.add("dynrefer-" + needed)) {
                    modules.push(needed);
                }
            }
        }
        assertThat(artefacts).contains("dynrefer-region", "dynrefer-model");
        return artefacts;
    }

    private static List<String> all(Pattern pattern, String pom) throws IOException {
        return pattern.matcher(Files.readString(Checkout.ROOT.resolve(pom)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
