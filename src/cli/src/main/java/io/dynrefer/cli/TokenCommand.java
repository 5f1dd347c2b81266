package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Sha256;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token with which somebody may ask a server. */
@Command(
        name = "token",
        description = {
            "Make a token for a tenant of a server: a line for the file of tokens, which does not tell the token, and, as"
                    + " a message, the token.",
            "'serve --tokens <file>' lets in who sends it as 'Authorization: Bearer <token>'."
        },
        footer = {"", "Example:", "  dynrefer token acme >> tokens.txt"})
final class TokenCommand implements Callable<Integer> {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int BYTES = 32;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<tenant>", description = "Whose it is: letters a-z, digits and hyphens.")
    private String tenant = "";

    @Override
    public Integer call() {
        if (!TENANT.matcher(tenant).matches()) {
            throw DynReferException.invalid(
                    "<tenant>", "A tenant's name is 1 to 40 letters a-z, digits and hyphens, not '" + tenant + "'.");
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        PrintWriter out = spec.commandLine().getOut();
        out.println(tenant + " " + Sha256.hex(token.getBytes(StandardCharsets.UTF_8)));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("The token of " + tenant + ", which is kept nowhere else: " + token);
        err.flush();
        return ExitCode.OK;
    }
}
