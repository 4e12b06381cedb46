package dev.coffer.scripts.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the suite expects the products subgraph to know; each record has the name of its GraphQL type. */
final class Catalogue {

    private static final int PRODUCTS_CREATED = 1337;
    private static final ProductDimension SMALL = new ProductDimension("small", 1, "kg");
    static final User JANE = new User("support@apollographql.com", "Jane Smith", PRODUCTS_CREATED, null);

    static final List<Product> PRODUCTS = List.of(
            product("apollo-federation", "federation", "@apollo/federation", "OSS", "1234", "Federation Study"),
            product("apollo-studio", "studio", "", "platform", "1235", "Studio Study"));

    static final List<DeprecatedProduct> DEPRECATED = List.of(
            new DeprecatedProduct("apollo-federation-v1", "@apollo/federation-v1", "Migrate to Federation V2", JANE));

    static final Inventory INVENTORY = new Inventory("apollo-oss", DEPRECATED);

    private Catalogue() {}

    private static Product product(String id, String sku, String bundle, String variation, String study, String about) {
        return new Product(
                id,
                sku,
                bundle,
                new ProductVariation(variation),
                SMALL,
                JANE,
                null,
                List.of(new ProductResearch(new CaseStudy(study, about), null)));
    }

    /** @param bundle the field {@code package}, which is no name in Java */
    record Product(
            String id,
            String sku,
            String bundle,
            ProductVariation variation,
            ProductDimension dimensions,
            User createdBy,
            @Nullable String notes,
            List<ProductResearch> research) {

        public String getPackage() {
            return bundle;
        }

        /** Whether a representation by any of the three keys means this product. */
        boolean is(Map<String, Object> representation) {
            if (representation.containsKey("id")) {
                return id.equals(representation.get("id"));
            }
            return sku.equals(representation.get("sku"))
                    && (representation.containsKey("package")
                            ? bundle.equals(representation.get("package"))
                            : variation.id().equals(nested(representation, "variation", "id")));
        }
    }

    /** @param bundle the field {@code package}, which is no name in Java */
    record DeprecatedProduct(String sku, String bundle, String reason, User createdBy) {

        public String getPackage() {
            return bundle;
        }

        boolean is(@Nullable Object otherSku, @Nullable Object otherBundle) {
            return sku.equals(otherSku) && bundle.equals(otherBundle);
        }
    }

    record ProductVariation(String id) {}

    record ProductDimension(String size, double weight, String unit) {}

    record ProductResearch(CaseStudy study, @Nullable String outcome) {

        boolean is(Map<String, Object> representation) {
            return Objects.equals(nested(representation, "study", "caseNumber"), study.caseNumber());
        }
    }

    record CaseStudy(String caseNumber, String description) {}

    record Inventory(String id, List<DeprecatedProduct> deprecatedProducts) {}

    /** @param totalProductsCreated and yearsOfEmployment belong to another subgraph: null where it has not told them */
    record User(
            String email,
            String name,
            @Nullable Integer totalProductsCreated,
            @Nullable Integer yearsOfEmployment) {

        public @Nullable Integer averageProductsCreatedPerYear() {
            if (totalProductsCreated == null || yearsOfEmployment == null) {
                return null;
            }
            return Math.round((float) totalProductsCreated / yearsOfEmployment);
        }
    }

    private static @Nullable Object nested(Map<String, Object> representation, String object, String field) {
        return representation.get(object) instanceof Map<?, ?> map ? map.get(field) : null;
    }
}
