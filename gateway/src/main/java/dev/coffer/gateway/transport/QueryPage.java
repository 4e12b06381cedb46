package dev.coffer.gateway.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GraphiQL, for development: served whole from here, so that it also works without a network. */
final class QueryPage {

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String LIBRARIES = "/META-INF/resources/webjars/";
    /** React adds styles to elements by itself; data: is for GraphiQL's icons and fonts. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " font-src data:; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final Map<String, Asset> assets = Map.of(
            "/", new Asset("text/html; charset=utf-8", "graphiql/index.html"),
            "/graphiql", new Asset("text/html; charset=utf-8", "graphiql/index.html"),
            "/graphiql/start.js", new Asset(JAVASCRIPT, "graphiql/start.js"),
            "/graphiql/react.js", new Asset(JAVASCRIPT, LIBRARIES + "react/18.3.1/umd/react.production.min.js"),
            "/graphiql/react-dom.js",
                    new Asset(JAVASCRIPT, LIBRARIES + "react-dom/18.3.1/umd/react-dom.production.min.js"),
            "/graphiql/graphiql.js", new Asset(JAVASCRIPT, LIBRARIES + "graphiql/2.4.7/graphiql.min.js"),
            "/graphiql/graphiql.css",
                    new Asset("text/css; charset=utf-8", LIBRARIES + "graphiql/2.4.7/graphiql.min.css"));

    private record Asset(String type, String resource) {
        Buffer read() {
            try (InputStream in = QueryPage.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is not on the class path");
                }
                return Buffer.buffer(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether a browser's address bar asks for GraphQL's own address: it wants the page, not an answer. */
    static boolean isWanted(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        String query = request.query();
        return request.method() == HttpMethod.GET
                && accept != null
                && accept.contains("text/html")
                && (query == null || !query.contains("query="));
    }

    /** False when nothing of the page is at that path. */
    boolean serve(HttpServerRequest request, String path) {
        @Nullable Asset asset = assets.get(path);
        if (asset == null) {
            return false;
        }
        request.response()
                .putHeader("content-type", asset.type())
                .putHeader("content-security-policy", POLICY)
                .putHeader("cache-control", "no-cache")
                .putHeader("x-content-type-options", "nosniff")
                .end(asset.read());
        return true;
    }
}
