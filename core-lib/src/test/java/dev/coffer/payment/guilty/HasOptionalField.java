package dev.coffer.payment.guilty;

import java.util.Optional;

record HasOptionalField(
        @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
        Optional<String> name) {}
