package io.dynrefer.store.s3;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Signs requests as an AWS principal (version 4), for servers that let nobody else in. Safe for several threads. */
public final class RequestSigner {
    /** API Gateway's name in signatures. */
    public static final String API = "execute-api";

    private final AwsCredentialsProvider credentials;
    private final String region;
    private final String service;

    /**
     * @param region of the service, e.g. {@code eu-central-1}
     * @param service its name in signatures, e.g. {@link #API}
     */
    public RequestSigner(AwsCredentialsProvider credentials, String region, String service) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
    }

    /** For an API behind API Gateway, with the credentials every AWS tool finds. */
    public static RequestSigner ofApi(String region) {
        return new RequestSigner(DefaultCredentialsProvider.builder().build(), region, API);
    }

    /** The headers that make a request with this body the principal's, without {@code Host}, which is the address's. */
    public Map<String, List<String>> headers(String method, URI address, byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(address)
                .build();
        try {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(AwsV4HttpSigner.create()
                    .sign(signing -> signing.identity(credentials.resolveCredentials())
                            .request(request)
                            .payload(ContentStreamProvider.fromByteArray(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                    .request()
                    .headers());
            headers.remove("Host");
            return headers;
        } catch (SdkException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    "--sign",
                    "There are no AWS credentials to sign with: sign in with the AWS command line, or name a token. ("
                            + e.getMessage() + ")",
                    e);
        }
    }
}
