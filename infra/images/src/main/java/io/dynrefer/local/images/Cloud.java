package io.dynrefer.local.images;

import io.dynrefer.local.LambdaRuntimeApi;
import io.dynrefer.local.LocalS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Cloud <folder> <s3 port> <lambda port> <function>...}: an S3 server with the bucket {@code dynrefer}, and a
 * Lambda service that knows these functions. Whoever runs a function sets {@code AWS_LAMBDA_RUNTIME_API} to
 * {@code 127.0.0.1:<lambda port>/<function>/<a name of its own>}. Both listen on the loopback interface alone, which
 * containers of one network namespace share.
 */
public final class Cloud {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private Cloud() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length < 4) {
            System.err.println("usage: Cloud <folder> <s3 port> <lambda port> <function>...");
            System.exit(2);
        }
        LocalS3 s3 = LocalS3.start(new LocalS3.Settings(
                Path.of(words[0]), Integer.parseInt(words[1]), "dynrefer", "local", "local-secret"));
        LambdaRuntimeApi lambda = LambdaRuntimeApi.start(Integer.parseInt(words[2]));
        List.of(words).subList(3, words.length).forEach(function -> lambda.register(function, TIMEOUT));
        System.out.println("S3 at " + s3.endpoint() + ", Lambda at " + lambda.endpoint());
        new CountDownLatch(1).await();
    }
}
