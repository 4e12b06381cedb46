package dev.coffer.scripts.compatibility;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.scripts.compatibility.Catalogue.DeprecatedProduct;
import dev.coffer.scripts.compatibility.Catalogue.Inventory;
import dev.coffer.scripts.compatibility.Catalogue.Product;
import dev.coffer.scripts.compatibility.Catalogue.ProductResearch;
import dev.coffer.scripts.compatibility.Catalogue.User;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

@DgsComponent
public class ProductsFetcher {

    private static <T> @Nullable T first(Collection<T> all, Predicate<T> meant) {
        return all.stream().filter(meant).findFirst().orElse(null);
    }

    @DgsQuery
    @Nullable
    Product product(@InputArgument String id) {
        return first(Catalogue.PRODUCTS, product -> product.id().equals(id));
    }

    @DgsQuery
    @Nullable
    DeprecatedProduct deprecatedProduct(@InputArgument String sku, @InputArgument("package") String bundle) {
        return first(Catalogue.DEPRECATED, product -> product.is(sku, bundle));
    }

    @DgsEntityFetcher(name = "Product")
    public @Nullable Product productEntity(Map<String, Object> representation) {
        return first(Catalogue.PRODUCTS, product -> product.is(representation));
    }

    @DgsEntityFetcher(name = "DeprecatedProduct")
    public @Nullable DeprecatedProduct deprecatedProductEntity(Map<String, Object> representation) {
        return first(
                Catalogue.DEPRECATED, product -> product.is(representation.get("sku"), representation.get("package")));
    }

    @DgsEntityFetcher(name = "ProductResearch")
    public @Nullable ProductResearch researchEntity(Map<String, Object> representation) {
        return first(
                Catalogue.PRODUCTS.stream()
                        .flatMap(product -> product.research().stream())
                        .toList(),
                research -> research.is(representation));
    }

    /** A representation brings what the fields of this subgraph require of another one. */
    @DgsEntityFetcher(name = "User")
    public @Nullable User userEntity(Map<String, Object> representation) {
        User jane = Catalogue.JANE;
        if (!jane.email().equals(representation.get("email"))) {
            return null;
        }
        Integer created = number(representation, "totalProductsCreated");
        return new User(
                jane.email(),
                jane.name(),
                created == null ? jane.totalProductsCreated() : created,
                number(representation, "yearsOfEmployment"));
    }

    private static @Nullable Integer number(Map<String, Object> representation, String field) {
        return representation.get(field) instanceof Integer number ? number : null;
    }

    @DgsEntityFetcher(name = "Inventory")
    public @Nullable Inventory inventoryEntity(Map<String, Object> representation) {
        return Catalogue.INVENTORY.id().equals(representation.get("id")) ? Catalogue.INVENTORY : null;
    }
}
