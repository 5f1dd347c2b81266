package io.dynrefer.cli;

/** What the command tells the shell. */
final class ExitCode {
    static final int OK = 0;
    /** The request was understood and could not be carried out, or only in part. */
    static final int FAILURE = 1;
    /** The command line or the request it stands for is wrong; the same line will never work. */
    static final int USAGE = 2;

    private ExitCode() {}
}
