curl -X POST https://gogogotoken.com/v1/video/generations \
  -H "Authorization: Bearer YOUR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "doubao-seedance-2-0",
    "prompt": "让产品在展示台上缓慢旋转,背景保持简洁,画面稳定且突出品牌质感",
    "images": ["https://assets.example.com/product-watch.jpg"],
    "seconds": "6",
    "size": "1080x1920",
    "metadata": {
      "content": [
        {
          "type": "image_url",
          "image_url": { "url": "https://assets.example.com/product-watch.jpg" },
          "role": "first_frame"
        },
        {
          "type": "video_url",
          "video_url": { "url": "https://assets.example.com/reference-motion.mp4" }
        }
      ]
    }
  }'
