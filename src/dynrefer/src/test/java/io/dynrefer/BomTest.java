package io.dynrefer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is published together is named together, in the version that is built. */
class BomTest {
    private static final Pattern OURS = Pattern.compile("<artifactId>(dynrefer(?:-[a-z0-9-]+)?)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");

    @Test
    void bom_namesTheFrontDoorAndEverythingItBrings() throws IOException {
        assertThat(all(OURS, "bom/pom.xml"))
                .doesNotHaveDuplicates()
                .containsAll(all(OURS, "src/dynrefer/pom.xml").stream()
                        .filter(name ->
                                !List.of("dynrefer-parent", "dynrefer-testing").contains(name))
                        .toList());
    }

    @Test
    void bom_hasTheVersionOfTheBuild() throws IOException {
        assertThat(all(VERSION, "bom/pom.xml")).hasSize(1).isEqualTo(all(VERSION, "src/dynrefer/pom.xml"));
    }

    private static List<String> all(Pattern pattern, String pom) throws IOException {
        return pattern.matcher(Files.readString(Checkout.ROOT.resolve(pom)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
