package io.dynrefer.functions.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** Which methods a path takes: the framework refuses the others without saying so, as RFC 9110 asks for. */
final class AllowedMethods {
    private AllowedMethods() {}

    /** The value of the header {@code Allow} for the request's path, e.g. {@code DELETE, GET}. */
    static String of(ContainerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        // Sorts the list that it is given.
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(new ArrayList<>(context.getDeployment().getClassMappers()));
        TreeSet<String> methods = new TreeSet<>();
        RequestMapper.RequestMatch<InitialMatch> match = classes.map(context.getPathWithoutPrefix());
        while (match != null) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routes) {
                    String rest = match.remaining.isEmpty() ? "/" : match.remaining;
                    routes.getMappers().forEach((method, paths) -> {
                        if (method != null && paths.map(rest) != null) {
                            methods.add(method);
                        }
                    });
                }
            }
            match = classes.continueMatching(context.getPathWithoutPrefix(), match);
        }
        return String.join(", ", methods);
    }
}
