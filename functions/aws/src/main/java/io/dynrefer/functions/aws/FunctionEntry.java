package io.dynrefer.functions.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.dynrefer.functions.common.Snapshot;
import io.dynrefer.region.DynReferException;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The handler that Lambda calls: {@code io.dynrefer.functions.aws.FunctionEntry::handleRequest}.
 *
 * <p>Funqy's own handler starts the application with the first invocation; this one starts it with the handler, so that
 * stores are opened and weights loaded in Lambda's init phase. Where Lambda takes a snapshot after that phase
 * (SnapStart), every {@link Priming} runs before. It also names the invocation in the log and logs what fails it, which
 * Funqy leaves to the caller.
 */
public final class FunctionEntry implements RequestStreamHandler {
    private static final Logger LOG = Logger.getLogger(FunctionEntry.class);
    private static final String REQUEST_ID = "requestId";

    private final FunqyStreamHandler function = new FunqyStreamHandler();

    public FunctionEntry() {
        Quarkus.manualStart();
        Snapshot.prepare(this::prime);
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

    private void prime() throws IOException {
        for (Priming priming : Arc.container().select(Priming.class)) {
            try {
                priming.prime(event ->
                        function.handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), null));
            } catch (DynReferException e) { // The store, say; a snapshot without it is still a snapshot.
                LOG.warnf(e, "%s did not come to its end", priming);
            }
        }
    }
}
