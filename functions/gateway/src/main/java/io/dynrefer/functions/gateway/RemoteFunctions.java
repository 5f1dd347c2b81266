package io.dynrefer.functions.gateway;

import io.dynrefer.functions.aws.LambdaCalls;
import io.dynrefer.referring.DecodeRequest;
import io.dynrefer.referring.DecodeResponse;
import io.dynrefer.referring.EncodeRequest;
import io.dynrefer.referring.EncodeResponse;
import io.dynrefer.referring.Functions;
import io.dynrefer.referring.ViewsRequest;
import io.dynrefer.referring.ViewsResponse;
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
