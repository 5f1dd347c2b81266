package io.dynrefer.functions.gateway;

import io.dynrefer.functions.remote.LambdaCalls;
import io.dynrefer.pipeline.DecodeRequest;
import io.dynrefer.pipeline.DecodeResponse;
import io.dynrefer.pipeline.EncodeRequest;
import io.dynrefer.pipeline.EncodeResponse;
import io.dynrefer.pipeline.Functions;
import io.dynrefer.pipeline.ViewsRequest;
import io.dynrefer.pipeline.ViewsResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** The functions where they are deployed: views and decoding behind Lambda, encoding behind HTTP. */
@Singleton
final class RemoteFunctions implements Functions {
    private final LambdaCalls lambda;
    private final EncodeClient encode;

    RemoteFunctions(LambdaCalls lambda, RemoteSettings settings) {
        this.lambda = lambda;
        this.encode = new EncodeClient(settings.encode());
    }

    @Override
    public CompletionStage<ViewsResponse> views(ViewsRequest request) {
        return lambda.views(request);
    }

    @Override
    public CompletionStage<EncodeResponse> encode(EncodeRequest request) {
        return encode.call(request);
    }

    @Override
    public CompletionStage<DecodeResponse> decode(DecodeRequest request) {
        return lambda.decode(request);
    }
}
