package dev.coffer.core.graphql;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes good what the handler of server-sent events leaves out. It sends nothing at all, headers neither, until the first event, so that
 * whoever subscribed cannot tell whether they are heard: a subscription begins with a sign of life. And in place of why a subscription
 * was refused it says only that it supports subscriptions: a refusal is an event.
 */
final class LiveStart implements WebGraphQlInterceptor, Ordered {

    private static final ExecutionResult SIGN_OF_LIFE = new SignOfLife();

    /** Before the edge, which makes the errors of a refusal whole. */
    @Override
    public int getOrder() {
        return RequestEdge.ORDER - 1;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        boolean takesEventsOnly = request.getHeaders().getAccept().equals(List.of(MediaType.TEXT_EVENT_STREAM));
        return chain.next(request).map(response -> {
            ExecutionResult result = response.getExecutionResult();
            Object data = result.getData();
            if (data instanceof Publisher<?> events) {
                return response.transform(builder -> builder.data(Flux.concat(Mono.just(SIGN_OF_LIFE), events)));
            }
            return takesEventsOnly
                    ? response.transform(
                            builder -> builder.data(Flux.just(result)).errors(List.of()))
                    : response;
        });
    }

    /** {@code {}}: the handler offers no way to send a comment, and clients pass over what says nothing. */
    private static final class SignOfLife extends ExecutionResultImpl {

        private SignOfLife() {
            super(List.of());
        }

        @Override
        public Map<String, Object> toSpecification() {
            return Map.of();
        }
    }
}
