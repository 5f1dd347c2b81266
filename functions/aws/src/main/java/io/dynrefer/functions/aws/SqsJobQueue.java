package io.dynrefer.functions.aws;

import io.dynrefer.referring.jobs.JobQueue;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue in SQS. */
final class SqsJobQueue implements JobQueue {
    private final SqsClient sqs;
    private final String address;

    SqsJobQueue(SqsClient sqs, String address) {
        this.sqs = sqs;
        this.address = address;
    }

    @Override
    public void send(JobQueue.Message message) {
        send(message, Duration.ZERO);
    }

    @Override
    public void later(JobQueue.Message message) {
        send(message, LATER);
    }

    private void send(JobQueue.Message message, Duration delay) {
        try {
            sqs.sendMessage(request -> request.queueUrl(address)
                    .delaySeconds((int) delay.toSeconds())
                    .messageBody(Json.text(message)));
        } catch (SdkException e) {
            throw new DynReferException(
                    ErrorCode.NOT_READY,
                    "queue",
                    "The job " + message.job() + " could not be sent to its next step; try again soon.",
                    e);
        }
    }
}
