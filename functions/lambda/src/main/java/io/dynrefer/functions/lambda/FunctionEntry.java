package io.dynrefer.functions.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The handler that Lambda calls: {@code io.dynrefer.functions.lambda.FunctionEntry::handleRequest}.
 *
 * <p>Funqy's own handler starts the application with the first invocation; this one starts it with the handler, so that
 * stores are opened and weights loaded in Lambda's init phase. It also names the invocation in the log and logs what
 * fails it, which Funqy leaves to the caller.
 */
public final class FunctionEntry implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(FunctionEntry.class);
    private static final String REQUEST_ID = "requestId";

    private final FunqyStreamHandler function = new FunqyStreamHandler();

    public FunctionEntry() {
        Quarkus.manualStart();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        MDC.put(REQUEST_ID, context.getAwsRequestId());
        try {
            function.handleRequest(input, output, context);
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "Invocation %s failed", context.getAwsRequestId());
            throw e;
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }
}
