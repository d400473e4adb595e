import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { AccessReviews } from './access-review.service.js';
import { AccessReview, ReviewConfirmation, ReviewConfirmationBody } from './access-review.types.js';

@ApiTags('audit')
@Controller('api/v1/access-reports/review')
export class AccessReviewController {
  constructor(private readonly reviews: AccessReviews) {}

  @Get()
  @Requires('audit:read', 'staff:read', 'keys:read')
  @ApiOperation({
    summary:
      'Who has access now: members, keys, invitations, break-glass of the last 90 days. In one answer, to be looked through.',
  })
  @ApiOkResponse({ standardSchema: AccessReview })
  show(@CurrentClinic() principal: Principal): Promise<AccessReview> {
    return this.reviews.get(principal);
  }

  @Post('confirmations')
  @Requires('audit:read', 'staff:read', 'keys:read')
  @ApiOperation({
    summary:
      'Say that you have looked through who has access. Leaves `access.reviewed` in the trail. For people who have signed in.',
  })
  @ApiCreatedResponse({ standardSchema: ReviewConfirmation })
  @ApiProblems(400, 409)
  confirm(
    @Body({ schema: ReviewConfirmationBody }) body: ReviewConfirmationBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ReviewConfirmation> {
    return this.reviews.confirm(principal, body);
  }
}
