package dev.coffer.core.graphql;

import com.netflix.graphql.dgs.federation.DefaultDgsFederationResolver;
import com.netflix.graphql.dgs.internal.EntityFetcherRegistry;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.schema.TypeResolver;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/** DGS's resolver of {@code _entities}, with types found by {@link GraphQlName}. */
final class EntityResolver extends DefaultDgsFederationResolver {

    EntityResolver(
            EntityFetcherRegistry registry, DataFetcherExceptionHandler errors, ApplicationContext applicationContext) {
        super(registry, Optional.of(errors), applicationContext);
    }

    @Override
    public TypeResolver typeResolver() {
        return new GraphQlNames();
    }
}
