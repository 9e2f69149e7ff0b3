import { guideDrawing } from './draw-apart.ts';
import { guideService } from './service.ts';

export const guideServices = (needs: Parameters<typeof guideService>[0]) => ({
  guides: guideService(needs),
  drawGuide: guideDrawing(),
});
