package io.dynrefer.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a labelling configuration of Label Studio whose controls take our answers. */
@Command(
        name = "label-config",
        description = "Print a labelling configuration of Label Studio for the answers of refer and of the server.",
        footer = {"", "Example:", "  dynrefer label-config --vocabulary giraffe,zebra --attributes state:standing"})
final class LabelConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--vocabulary",
            required = true,
            split = ",",
            paramLabel = "a,b,c",
            description = "The categories to choose from.")
    private List<String> categories = List.of();

    @Option(names = "--tags", split = ",", paramLabel = "a,b", description = "The tags that can be chosen.")
    private List<String> tags = List.of();

    @Option(
            names = "--attributes",
            split = ",",
            paramLabel = "color:red,wet",
            description = "The attributes that can be chosen.")
    private List<String> attributes = List.of();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("<View>");
        out.println("  <Image name=\"image\" value=\"$image\" zoom=\"true\"/>");
        out.println("  <RectangleLabels name=\"label\" toName=\"image\">");
        categories.forEach(word -> out.println("    <Label value=\"" + escaped(word) + "\"/>"));
        out.println("  </RectangleLabels>");
        out.println("  <TextArea name=\"caption\" toName=\"image\" perRegion=\"true\" editable=\"true\"/>");
        choices(out, "tags", tags);
        choices(out, "attributes", attributes);
        out.println("</View>");
        out.flush();
    }

    private static void choices(PrintWriter out, String name, List<String> words) {
        if (!words.isEmpty()) {
            out.println("  <Choices name=\"" + name + "\" toName=\"image\" perRegion=\"true\" choice=\"multiple\">");
            words.forEach(word -> out.println("    <Choice value=\"" + escaped(word) + "\"/>"));
            out.println("  </Choices>");
        }
    }

    private static String escaped(String word) {
        return word.strip().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
