package io.dynrefer.local;

import java.nio.file.Path;

/** A program that starts itself as a child, prints the child's number, and waits; the child waits, too. */
final class ParentProbe {
    private ParentProbe() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) throws Exception {
        if (words[0].equals("parent")) {
            ProcessBuilder child = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ParentProbe.class.getName(),
                    "child");
            Parent.announceTo(child.environment());
            System.out.println(child.start().pid());
        } else {
            Parent.endWithIt();
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}
