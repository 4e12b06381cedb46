package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityNameTest {

    @ParameterizedTest
    @CsvSource({
        "Program, Programs, an: false",
        "Category, Categories, an: false",
        "Day, Days, an: false",
        "Box, Boxes, an: false",
        "Address, Addresses, an: true",
        "Status, Statuses, an: false",
        "Analysis, Analyses, an: true",
        "Person, People, an: false",
        "GiftCard, GiftCards, an: false",
        "LoyaltyCategory, LoyaltyCategories, an: false",
        "Offer, Offers, an: true",
        "Unit, Units, an: false"
    })
    void has_a_plural_and_an_article(String name, String plural, String article) {
        assertThat(EntityName.problem(name)).isNull();
        assertThat(new EntityName(name).pascals()).isEqualTo(plural);
        assertThat(new EntityName(name).article()).isEqualTo(article.endsWith("true") ? "an" : "a");
    }

    @Test
    void has_every_form() {
        EntityName name = new EntityName("LoyaltyCategory");
        assertThat(name.camel()).isEqualTo("loyaltyCategory");
        assertThat(name.camels()).isEqualTo("loyaltyCategories");
        assertThat(name.packageName()).isEqualTo("loyaltycategory");
        assertThat(name.joined("-")).isEqualTo("loyalty-category");
        assertThat(name.joinedPlural("_")).isEqualTo("loyalty_categories");
        assertThat(name.upper()).isEqualTo("LOYALTY_CATEGORY");
        assertThat(name.uppers()).isEqualTo("LOYALTY_CATEGORIES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "program",
                "PROGRAM",
                "KYCLevel",
                "Pro gram",
                "Pro-gram",
                "Prögram",
                "1Program",
                "Programs",
                "People",
                "Package",
                "Class",
                "Object",
                "String",
                "Record",
                "../Evil",
                "A",
                "Integer"
            })
    void what_is_no_name_is_refused_with_a_sentence(String typed) {
        assertThat(EntityName.problem(typed)).endsWith(".").contains("'" + typed + "'");
    }
}
