package io.dynrefer.local;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** AWS's own runtime for Java functions, as it lies on this process's class path. */
final class RuntimeInterfaceClient {
    static final String MAIN_CLASS = AWSLambda.class.getName();

    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeInterfaceClient() {}

    /**
     * The option that names its native library, unpacked into {@code directory}. Without it every process writes the
     * library to the same file of the temporary folder, under the feet of those that have mapped it.
     */
    static String libraryOption(Path directory) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + architecture + ".so";
        Path library = directory.resolve(name);
        try (InputStream content = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (content == null) {
                throw new IOException("the runtime interface client brings no " + name);
            }
            Files.copy(content, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return "-D" + LIBRARY_PROPERTY + "=" + library;
    }

    /** Its jars, to put on another process's class path. */
    static List<Path> jars() {
        return Stream.of(AWSLambda.class, LambdaLogger.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(RuntimeInterfaceClient::jar)
                .distinct()
                .toList();
    }

    private static Path jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the class loader does not say which jar " + type.getName() + " is from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar of " + type.getName() + " has no file path", e);
        }
    }
}
