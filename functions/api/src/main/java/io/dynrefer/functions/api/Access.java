package io.dynrefer.functions.api;

import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.functions.rest.RequestIds;
import io.dynrefer.referring.Problem;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets those in who have a token, before anything of a request is read, each into its tenant's room and within its
 * limits. Every decision is a line of the log {@code dynrefer.audit}: who, what, and how it ended; never a token, a
 * photo or a word of a request.
 */
@Singleton
public final class Access {
    private static final Logger LOG = Logger.getLogger(Access.class);
    private static final Logger AUDIT = Logger.getLogger("dynrefer.audit");
    /** What tells nothing of what was asked: the page, health, descriptions. Everything else wants a token. */
    private static final Pattern OPEN = Pattern.compile("/(index\\.html|page/.*|ping|health|v2/health/.*|q/.*)?");

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final String VISITOR = Access.class.getName();
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9/_.-]");
    private static final int LONGEST = 100;

    /** Before bodies are looked at. */
    private static final int PRIORITY = 110;

    private final AccessSettings settings;
    private final Optional<Tokens> tokens;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    Access(AccessSettings settings, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.settings = settings;
        this.tokens = settings.tokens().map(Tokens::read);
        if (tokens.isEmpty()) {
            warn(host);
        }
    }

    private void warn(String host) {
        if (!LOOPBACK.matcher(host).matches() && !settings.open()) {
            throw DynReferException.invalid(
                    "dynrefer.access.tokens",
                    "Other machines reach this server (quarkus.http.host is " + host
                            + ") and it asks for no token. Name a file of tokens in dynrefer.access.tokens, or set"
                            + " dynrefer.access.open=true if something in front of it lets only those in who may.");
        }
        LOG.warnf("No tokens are asked for: whoever reaches %s may ask, see all jobs and remove images", host);
    }

    /**
     * Who asks.
     *
     * @param caller absent where no tokens are asked for
     */
    private record Visitor(Optional<Tokens.Caller> caller, long length) {}

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        if (OPEN.matcher(context.normalizedPath()).matches()) {
            context.next();
            return;
        }
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Tokens.Caller> caller = tokens.flatMap(
                known -> token(authorization == null ? "" : authorization).flatMap(known::find));
        Visitor visitor = new Visitor(caller, length(context));
        context.addEndHandler(ended -> audit(context, visitor));
        if (tokens.isPresent() && caller.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", BEARER.strip());
            refuse(
                    context,
                    new Problem(
                            ErrorCode.UNAUTHORIZED,
                            "Authorization",
                            "This server asks for a token: Authorization: Bearer <token>. Whoever runs it gives them"
                                    + " out."));
            return;
        }
        try {
            caller.ifPresent(known -> {
                Allowance allowance = allowance(known.tenant());
                allowance.begin(visitor.length());
                context.addEndHandler(ended -> allowance.end(visitor.length()));
            });
        } catch (DynReferException e) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "10");
            refuse(context, Problem.of(e));
            return;
        }
        context.put(VISITOR, visitor);
        context.next();
    }

    /** The token of a header: a bearer's, or the password of clients that know no other way, such as Label Studio. */
    private static Optional<String> token(String authorization) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // No pair of anything.
        }
    }

    /** Whose tokens there are; nobody's where none are asked for. */
    public Set<String> tenants() {
        return tokens.map(Tokens::tenants).orElse(Set.of());
    }

    private static long length(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Math.max(0, Long.parseLong(length));
        } catch (NumberFormatException e) {
            return 0; // Refused later.
        }
    }

    private Allowance allowance(String tenant) {
        return allowances.computeIfAbsent(tenant, name -> new Allowance(settings.limits(), System::nanoTime));
    }

    /** The tenant whose request this is; empty where no tokens are asked for. */
    static Optional<String> tenant(RoutingContext context) {
        Visitor visitor = context.get(VISITOR);
        return visitor == null ? Optional.empty() : visitor.caller().map(Tokens.Caller::tenant);
    }

    /** What a tenant may still ask for. */
    Optional<Allowance> allowanceOf(Optional<String> tenant) {
        return tenant.map(this::allowance);
    }

    private static void refuse(RoutingContext context, Problem problem) {
        String requestId = RequestIds.orRandom(context.request().getHeader(RequestIds.HEADER));
        context.response()
                .putHeader(HttpHeaders.CONNECTION, "close") // Its body is not read.
                .setStatusCode(problem.code().status())
                .putHeader(RequestIds.HEADER, requestId)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(ProblemDocument.of(problem, requestId))));
    }

    private static void audit(RoutingContext context, Visitor visitor) {
        String path = UNUSUAL.matcher(context.normalizedPath()).replaceAll("?");
        AUDIT.infof(
                "tenant=%s key=%s %s %s status=%d bytes=%d request=%s",
                visitor.caller().map(Tokens.Caller::tenant).orElse("-"),
                visitor.caller().map(Tokens.Caller::key).orElse("-"),
                context.request().method(),
                path.length() > LONGEST ? path.substring(0, LONGEST) : path,
                context.response().getStatusCode(),
                visitor.length(),
                context.response().headers().get(RequestIds.HEADER));
    }
}
