package io.dynrefer.local.images;

import io.dynrefer.local.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Cloud <folder> <s3 port> <lambda port> <sqs port> <function>...}: a {@link LocalCloud} with the bucket
 * {@code dynrefer}, the queues {@code uploads}, {@code encode} and {@code collect}, and a Lambda service that knows
 * these functions. Whoever runs a function sets {@code AWS_LAMBDA_RUNTIME_API} to {@code 127.0.0.1:<lambda
 * port>/<function>/<a name of its own>}. Containers of one network namespace share the loopback interface; the S3
 * server alone can be published, so that uploads come from elsewhere.
 */
public final class Cloud {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration VISIBILITY = Duration.ofSeconds(180); // no shorter than a function may take
    private static final String EVERY_INTERFACE = "0.0.0.0";
    private static final int ATTEMPTS = 5;
    private static final int SERVERS = 4; // words before the functions

    private Cloud() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length <= SERVERS) {
            System.err.println("usage: Cloud <folder> <s3 port> <lambda port> <sqs port> <function>...");
            System.exit(2);
        }
        LocalCloud cloud = LocalCloud.start(new LocalCloud.Settings(
                Path.of(words[0]),
                EVERY_INTERFACE,
                port(words[1]),
                port(words[3]),
                port(words[2]),
                VISIBILITY,
                ATTEMPTS));
        List.of(words)
                .subList(SERVERS, words.length)
                .forEach(function -> cloud.lambda().register(function, TIMEOUT));
        cloud.feedFunctions(System.err::println);
        System.out.println("Bucket at " + cloud.bucket() + ", SQS at "
                + cloud.sqs().endpoint() + ", Lambda at " + cloud.lambda().endpoint());
        new CountDownLatch(1).await();
    }

    private static int port(String word) {
        return Integer.parseInt(word);
    }
}
