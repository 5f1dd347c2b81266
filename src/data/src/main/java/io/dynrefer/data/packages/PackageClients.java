package io.dynrefer.data.packages;

import java.util.List;

/**
 * The commands that fetch packages: the machine's own clients with the machine's own settings.
 *
 * @param apt the command of Debian's package client
 * @param npm the command of Node's package client
 * @param pip the command of Python's package client
 */
public record PackageClients(String apt, String npm, String pip) {
    /** The clients as they are found on the path. */
    public static final PackageClients DEFAULT = new PackageClients("apt-get", "npm", "pip");

    /** The command line that writes the package's archive into the working folder. */
    List<String> download(SourcePackage source) {
        return switch (source.kind()) {
            case DEBIAN -> List.of(apt, "download", source.name() + "=" + source.version());
            case NPM -> List.of(npm, "pack", source.name() + "@" + source.version());
            case PYTHON -> List.of(pip, "download", "--no-deps", source.name() + "==" + source.version());
        };
    }
}
