package io.dynrefer.command;

/** What the command tells the shell. */
public final class ExitCode {
    public static final int OK = 0;
    /** The request was understood and could not be carried out, or only in part. */
    public static final int FAILURE = 1;
    /** The command line or the request it stands for is wrong; the same line will never work. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
