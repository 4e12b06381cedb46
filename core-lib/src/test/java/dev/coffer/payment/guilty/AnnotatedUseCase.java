package dev.coffer.payment.guilty;

import org.springframework.stereotype.Component;

@Component
final class AnnotatedUseCase {}
