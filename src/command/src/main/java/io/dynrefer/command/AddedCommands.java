package io.dynrefer.command;

import java.util.List;

/** Commands of a module that the command line does not know: it finds them as services when it starts. */
public interface AddedCommands {
    /** Which subcommand of {@code dynrefer} they belong to, e.g. {@code data}; empty for none. */
    String parent();

    /** The commands, as picocli takes them. */
    List<Object> commands(Surroundings surroundings);
}
