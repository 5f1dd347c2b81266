package io.dynrefer.local;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** AWS's own runtime for Java functions, as it lies on this process's class path. */
final class RuntimeInterfaceClient {
    static final String MAIN_CLASS = AWSLambda.class.getName();

    private RuntimeInterfaceClient() {}

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
